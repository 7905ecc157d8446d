package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.QualitySettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the monitor and of its state.
 *
 * @param settings the settings
 * @param file file of the state, so that a restart forgets no baseline; null for none
 * @param probes budget of probes; null for none
 */
record QualitySetup(
        QualitySettings settings,
        @Nullable Path file,
        @Nullable ProbeBudget probes) {}
