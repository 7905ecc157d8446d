package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/** Key of the meters of one model and operation. */
record ModelKey(String id, String provider, String name, Operation operation) {

    static ModelKey of(Model model, Operation operation) {
        return new ModelKey(model.id(), model.provider(), model.name(), operation);
    }

    Tags tags() {
        return Tags.of(MeterNames.OPERATION, word(operation))
                .and(MeterNames.PROVIDER, provider)
                .and(MeterNames.REQUEST_MODEL, name)
                .and(MeterNames.MODEL, id);
    }

    /** Returns an enum constant as a tag value, as in configuration and messages. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
