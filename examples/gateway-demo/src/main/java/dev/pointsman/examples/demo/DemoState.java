package dev.pointsman.examples.demo;

import java.util.List;

/**
 * What there is to control, as JSON.
 *
 * @param traffic the demonstration's own traffic
 * @param goals what it may be after
 * @param providers the embedded providers
 */
record DemoState(Traffic traffic, List<String> goals, List<Provider> providers) {

    /**
     * The demonstration's own traffic.
     *
     * @param running whether there is any
     * @param goal what it is after
     * @param perSecond its calls per second
     */
    record Traffic(boolean running, String goal, int perSecond) {}

    /**
     * One embedded provider.
     *
     * @param name its name
     * @param mood how it behaves: calm, slow, failing or down
     * @param requests how many requests it has seen
     */
    record Provider(String name, String mood, int requests) {}
}
