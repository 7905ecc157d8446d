package dev.pointsman.quality;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notice that a model's answers have changed, or that they are as before again.
 *
 * @param model the model's id
 * @param signal the signal
 * @param label what the comparisons with peers and with the own past say together
 * @param recovered whether the change is over
 * @param ago time since the change began, as estimated
 * @param before the baseline; null for the speed
 * @param now since the change began; null for the speed
 * @param peers the other models of its pools in the same time; null if there are none or for the speed
 * @param peerModels number of those models
 */
public record QualityAlarm(
        String model,
        QualitySignal signal,
        QualityLabel label,
        boolean recovered,
        Duration ago,
        @Nullable QualityEstimate before,
        @Nullable QualityEstimate now,
        @Nullable QualityEstimate peers,
        int peerModels) {}
