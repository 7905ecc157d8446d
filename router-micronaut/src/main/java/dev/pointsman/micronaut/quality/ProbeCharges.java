package dev.pointsman.micronaut.quality;

import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;

/** Receiver of what probes cost. Thread-safe. */
@FunctionalInterface
interface ProbeCharges {
    void add(Model model, Usage usage);
}
