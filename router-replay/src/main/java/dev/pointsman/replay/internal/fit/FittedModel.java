package dev.pointsman.replay.internal.fit;

import dev.pointsman.replay.simulator.ProviderSpec;
import java.util.List;

/**
 * A simulated provider that behaves as a model of the log did.
 *
 * @param spec the provider, by the model's id
 * @param speed its service time without load
 * @param phases its outages, then the periods in which it was slower or faster than usual
 * @param attempts number of its attempts in the log
 * @param troubles number of outages
 * @param slowdowns number of periods in which it was slower or faster than usual
 * @param mostAtOnce maximum number of concurrent calls in the log; its behaviour beyond that is unknown
 */
record FittedModel(
        ProviderSpec spec,
        ServiceTime speed,
        List<FittedPhase> phases,
        long attempts,
        int troubles,
        int slowdowns,
        int mostAtOnce) {

    FittedModel {
        phases = List.copyOf(phases);
    }
}
