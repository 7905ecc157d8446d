/**
 * The live page {@code /pointsman/ui}: who serves, who is out, where the calls go, what they cost, and why each went where
 * it went, as it happens.
 *
 * <p>Calls pay nothing for it while nobody watches, and little while somebody does: the listener adds to counters and
 * puts a few decisions of each second into a small tray. Once a second {@link dev.pointsman.micronaut.live.LiveBroadcaster} turns
 * counters, tray and the router's own figures into one text, the same for all readers, and hands it to each on a thread
 * of its own. A reader that lags gets the latest one only, and one that has stopped reading is let go.
 *
 * <p>The page is there where Micronaut's management is, beside the endpoint {@code /pointsman} and under the same rules:
 * {@code endpoints.pointsman.sensitive} and {@code endpoints.pointsman.enabled} hold for both. It only shows.
 */
@NullMarked
package dev.pointsman.micronaut.live;

import org.jspecify.annotations.NullMarked;
