package dev.pointsman.micronaut.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binder of the features' sections, in the order of their keys. */
final class SectionBinder {
    private final ConfigBinder binder;
    private final List<SettingsSection<?, ?>> sections;

    SectionBinder(ConfigBinder binder, Collection<SettingsSection<?, ?>> sections) {
        this.binder = binder;
        this.sections = sections.stream()
                .sorted(Comparator.comparing(SettingsSection::key))
                .toList();
        Set<String> keys = RecordKeys.keysOf(RouterConfig.class);
        for (SettingsSection<?, ?> section : this.sections) {
            if (!keys.add(section.key())) {
                throw new IllegalStateException("section " + section.key() + ": two sections have this key");
            }
        }
    }

    /** Returns the keys of the sections. */
    List<String> keys() {
        return sections.stream().map(SettingsSection::key).collect(Collectors.toList());
    }

    /** Returns the settings of all sections; errors are reported. */
    Map<String, @Nullable Object> bind(ConfigSection root) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        sections.forEach(section -> settings.put(section.key(), map(section, root)));
        return settings;
    }

    @SuppressWarnings("unchecked") // a record of the section's type, or a map of them
    private <C, S> @Nullable S map(SettingsSection<C, S> section, ConfigSection root) {
        C config = (C)
                (section.byName()
                        ? binder.map(section.type(), section.key(), root)
                        : binder.nested(section.type(), section.key(), root));
        return section.mapper().apply(config, root.report().in(section.key()));
    }
}
