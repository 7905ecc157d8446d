package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.sse.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cost of a thousand open pages for a call: none, as calls do not write to pages. */
class ThousandReadersTest {
    private static final int READERS = 1000;
    private static final int CALLS = 5000;

    private final Watched watched = new Watched(READERS);

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void allHearOfTheSameLook() {
        List<Page> pages = pages();
        watched.call();
        watched.feed.tick();
        Event<String> told = pages.get(0).events().get(1);
        assertThat(pages).allSatisfy(page -> assertThat(page.events().get(1)).isSameAs(told));
    }

    @Test
    void callsGoOnWhileAPageHoldsUpAllOthers() throws InterruptedException {
        pages();
        watched.feed.tick();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Set<Thread> tellers = ConcurrentHashMap.newKeySet();
        watched.feed.open().skip(2).subscribe(event -> {
            tellers.add(Thread.currentThread());
            reached.countDown();
            await(goOn);
        });
        Thread teller = new Thread(watched.feed::tick, "teller");
        teller.start();
        await(reached);
        for (int i = 0; i < CALLS; i++) {
            watched.call(); // would never end if it waited for the page
        }
        assertThat(teller.isAlive()).as("the page still holds up the teller").isTrue();
        assertThat(watched.traffic.decisions().get("chat").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(CALLS);
        assertThat(watched.sampler.take())
                .as("what calls leave behind is bounded")
                .hasSizeLessThanOrEqualTo(DecisionSampler.USUAL);
        goOn.countDown();
        teller.join();
        assertThat(tellers).containsExactly(teller);
    }

    @Test
    void aPageThatLagsGetsTheLatestOnly() {
        Page slow = Page.of(watched.feed, 1); // the history, and no more for now
        slow.read(1);
        for (int second = 0; second < 10; second++) {
            watched.feed.tick();
        }
        assertThat(slow.events()).hasSize(2);
        slow.read(1);
        assertThat(slow.events()).hasSize(3);
        Page fresh = Page.of(watched.feed);
        assertThat(slow.last()).as("the last of ten").isEqualTo(fresh.last());
    }

    @Test
    void aPageThatHasStoppedReadingIsLetGo() {
        Page dead = Page.of(watched.feed, 1);
        Page live = Page.of(watched.feed);
        for (int second = 0; second < SseClient.MAX_UNREAD; second++) {
            watched.feed.tick();
        }
        assertThat(watched.feed.readers()).isEqualTo(2);
        watched.feed.tick();
        assertThat(watched.feed.readers()).isEqualTo(1);
        dead.read(Long.MAX_VALUE);
        assertThat(dead.isOver()).isTrue();
        assertThat(dead.events())
                .as("the history and the latest it had room for")
                .hasSize(2);
        assertThat(live.events()).hasSize(SseClient.MAX_UNREAD + 2);
    }

    private List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < READERS - 1; i++) {
            pages.add(Page.of(watched.feed));
        }
        return pages;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
