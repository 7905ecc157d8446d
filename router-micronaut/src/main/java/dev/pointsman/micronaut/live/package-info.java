/**
 * Live page {@code /pointsman/ui}: state of models, traffic, cost and explained decisions in real time.
 *
 * <p>It adds no cost to calls while no page is open, and little otherwise: the listener increments counters and samples
 * a few decisions per second. Once a second {@link dev.pointsman.micronaut.live.LiveBroadcaster} combines counters,
 * sampled decisions and the router's state into one JSON text for all pages, and sends it on its own thread. A slow
 * page gets only the latest one, and a page that has stopped reading is disconnected.
 *
 * <p>The page is available with Micronaut's management, beside the endpoint {@code /pointsman} and under the same
 * rules: {@code endpoints.pointsman.sensitive} and {@code endpoints.pointsman.enabled} apply to both. It is read-only.
 */
@NullMarked
package dev.pointsman.micronaut.live;

import org.jspecify.annotations.NullMarked;
