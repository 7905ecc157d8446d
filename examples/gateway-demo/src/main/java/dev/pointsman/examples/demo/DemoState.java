package dev.pointsman.examples.demo;

import java.util.List;

/**
 * State of the demonstration, as JSON.
 *
 * @param traffic the generated traffic
 * @param goals goals that the traffic may have
 * @param providers the embedded providers
 */
record DemoState(Traffic traffic, List<String> goals, List<Provider> providers) {

    /**
     * State of the generated traffic.
     *
     * @param running whether it is running
     * @param goal its goal
     * @param perSecond calls per second
     */
    record Traffic(boolean running, String goal, int perSecond) {}

    /**
     * One embedded provider.
     *
     * @param name its name
     * @param mode its mode: calm, slow, failing or down
     * @param requests number of requests it has received
     */
    record Provider(String name, String mode, int requests) {}
}
