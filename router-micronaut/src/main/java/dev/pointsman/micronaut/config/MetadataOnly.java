package dev.pointsman.micronaut.config;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.annotation.Introspected;

/**
 * Condition that prevents Micronaut from creating beans of the configuration records, which would rename the keys.
 * Their annotations produce the metadata for IDEs; they are bound as {@link SettingsSection sections}.
 */
@Introspected
public final class MetadataOnly implements Condition {
    /** Called by Micronaut. */
    public MetadataOnly() {}

    @Override
    @SuppressWarnings("rawtypes")
    public boolean matches(ConditionContext context) {
        return false;
    }
}
