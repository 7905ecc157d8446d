package dev.pointsman.micronaut.config;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Introspected;

/**
 * Condition that prevents Micronaut from creating beans of the configuration records, which would rename the keys.
 * Their annotations produce the metadata for IDEs; {@link ConfigBinder} binds them.
 */
@Introspected
final class MetadataOnly implements Condition {
    @Override
    @SuppressWarnings("rawtypes")
    public boolean matches(ConditionContext context) {
        return false;
    }
}
