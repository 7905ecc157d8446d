package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    @Test
    void eventsHappenInTheOrderOfTheirTimesAndThenOfTheirAdding() {
        long seed = Long.getLong("pointsman.seed", 1);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long origin = Long.MAX_VALUE - 100; // times pass over the largest number there is
        EventQueue queue = new EventQueue(origin);
        PriorityQueue<int[]> naive =
                new PriorityQueue<>(Comparator.<int[]>comparingInt(e -> e[0]).thenComparingInt(e -> e[1]));
        List<Integer> happened = new ArrayList<>();
        int[] added = {0};
        int now = 0;
        for (int round = 0; round < 20_000; round++) {
            if (naive.isEmpty() || random.nextInt(5) < 3) {
                int at = now + random.nextInt(50);
                naive.add(new int[] {at, added[0]});
                queue.add(origin + at, happened::add, added[0]++);
            } else {
                int[] next = naive.remove();
                now = next[0];
                queue.step();
                assertThat(happened.get(happened.size() - 1)).isEqualTo(next[1]);
                assertThat(queue.now()).isEqualTo(origin + now);
            }
        }
    }

    @Test
    void anEmptyQueueHasNothingToDo() {
        assertThat(new EventQueue(0).step()).isFalse();
    }
}
