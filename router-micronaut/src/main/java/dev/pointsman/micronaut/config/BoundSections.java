package dev.pointsman.micronaut.config;

import io.micronaut.context.exceptions.DisabledBeanException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validated settings of the features' sections. Immutable; a bean if the router is configured. */
public final class BoundSections {
    private final String instance;
    private final Map<String, @Nullable Object> settings; // by the key of their section

    BoundSections(String instance, Map<String, @Nullable Object> settings) {
        this.instance = instance;
        this.settings = new LinkedHashMap<>(settings);
    }

    /**
     * Returns the router's name in decision ids.
     *
     * @return the name; empty if it is random
     */
    public String instance() {
        return instance;
    }

    /**
     * Returns the settings of a section.
     *
     * @param section the section, as the bean of its feature
     * @param <S> the settings
     * @return the settings
     * @throws DisabledBeanException if the section turns its feature off
     */
    @SuppressWarnings("unchecked") // the section's mapper made them
    public <S> S settings(SettingsSection<?, S> section) {
        Object found = settings.get(section.key());
        if (found == null) {
            throw new DisabledBeanException(SettingsSection.ROOT + "." + section.key() + " is off");
        }
        return (S) found;
    }
}
