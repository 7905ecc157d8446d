package dev.pointsman.micronaut.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.pointsman.micronaut.Await;
import dev.pointsman.micronaut.Lines;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedWorkerTest {
    private final List<Integer> read = new CopyOnWriteArrayList<>();

    @Test
    void itemsAreReadInOrderOnAThreadOfItsOwn() {
        List<String> threads = new CopyOnWriteArrayList<>();
        try (BoundedWorker<Integer> mailbox = new BoundedWorker<>("test", 100, item -> {
            read.add(item);
            threads.add(Thread.currentThread().getName());
        })) {
            for (int i = 0; i < 50; i++) {
                mailbox.put(i);
            }
        }
        assertThat(read).as("closing waits for what is in it").hasSize(50).isSorted();
        assertThat(threads).containsOnly("pointsman-test");
    }

    @Test
    void aFullMailboxDropsAndCountsAndSaysSoOnce() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (Lines log = Lines.of(BoundedWorker.class.getName(), Level.WARN);
                BoundedWorker<Integer> mailbox = new BoundedWorker<>("test", 2, item -> {
                    busy.countDown();
                    awaitQuietly(gate);
                    read.add(item);
                })) {
            mailbox.put(0);
            busy.await();
            for (int i = 1; i <= 4; i++) {
                mailbox.put(i);
            }
            assertThat(mailbox.dropped()).isEqualTo(2);
            assertThat(log.seen()).containsExactly("The queue of test is full; 1 dropped until now");
            gate.countDown();
        }
        assertThat(read).containsExactly(0, 1, 2);
    }

    @Test
    void aReaderThatThrowsGetsTheNextItem() {
        try (Lines log = Lines.of(BoundedWorker.class.getName(), Level.WARN);
                BoundedWorker<Integer> mailbox = new BoundedWorker<>("test", 10, item -> {
                    if (item == 0) {
                        throw new AssertionError("at first");
                    }
                    read.add(item);
                })) {
            mailbox.put(0);
            mailbox.put(1);
            Await.until("the second is read", () -> read.contains(1));
            assertThat(mailbox.failed()).isEqualTo(1);
            assertThat(log.seen()).singleElement().asString().contains("The reader of test failed", "at first");
        }
    }

    @Test
    void aClosedMailboxTakesNothing() {
        BoundedWorker<Integer> mailbox = new BoundedWorker<>("test", 10, read::add);
        mailbox.close();
        mailbox.put(1);
        assertThat(mailbox.dropped()).isEqualTo(1);
        assertThat(read).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
