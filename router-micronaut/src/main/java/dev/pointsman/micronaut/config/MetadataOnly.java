package dev.pointsman.micronaut.config;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Introspected;

/**
 * Keeps Micronaut from making beans of the configuration records: it would rename the keys. Their annotations make the
 * metadata for IDEs; {@link ConfigBinder} fills them.
 */
@Introspected
final class MetadataOnly implements Condition {
    @Override
    @SuppressWarnings("rawtypes")
    public boolean matches(ConditionContext context) {
        return false;
    }
}
