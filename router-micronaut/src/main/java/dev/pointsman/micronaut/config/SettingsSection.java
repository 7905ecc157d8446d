package dev.pointsman.micronaut.config;

import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Section of the configuration that belongs to one feature: its key under {@code pointsman}, the record of its keys and
 * the mapper to settings. A feature provides its section as a bean, and its settings from {@link BoundSections}:
 *
 * <pre>{@code
 * @Factory
 * @Requires(property = SettingsSection.ROOT)
 * final class GreetingSection {
 *     private static final SettingsSection<GreetingConfig, Greeting> SECTION =
 *             new SettingsSection<>("greeting", GreetingConfig.class, GreetingMapper::of);
 *
 *     @Singleton
 *     SettingsSection<GreetingConfig, Greeting> section() {
 *         return SECTION;
 *     }
 *
 *     @Singleton
 *     Greeting settings(BoundSections sections) {
 *         return sections.settings(SECTION);
 *     }
 * }
 * }</pre>
 *
 * <p>The record is {@code @Introspected}, its components are the keys, and absent values are null. Annotated with
 * {@code @ConfigurationProperties} and {@code @Requires(condition = MetadataOnly.class)} it also produces the metadata
 * for IDEs. Unknown keys are refused. {@link RangeChecks} and {@link EnumValues} check values in the mapper. A feature that
 * changes the router itself adds a {@link RouterCustomizer}. Immutable.
 *
 * @param key the key under {@code pointsman}, in lower case with hyphens
 * @param type the record of the keys
 * @param byName whether the section is a map of such records by name; the mapper receives the map then
 * @param mapper maps the record, null if the section is absent, to settings; reports wrong values to the errors of the
 *     section; null turns the feature off
 * @param <C> the record of the keys
 * @param <S> the settings
 */
public record SettingsSection<C, S>(
        String key, Class<?> type, boolean byName, BiFunction<@Nullable C, ConfigErrors, @Nullable S> mapper) {

    /** Root of the configuration, {@code pointsman}. */
    public static final String ROOT = "pointsman";

    /**
     * Creates a section of one record.
     *
     * @param key the key under {@code pointsman}
     * @param type the record of the keys
     * @param mapper maps the record, null if the section is absent, to settings; null turns the feature off
     */
    public SettingsSection(String key, Class<C> type, BiFunction<@Nullable C, ConfigErrors, @Nullable S> mapper) {
        this(key, type, false, mapper);
    }

    /**
     * Returns a section of records by name, such as {@code pointsman.pools}.
     *
     * @param key the key under {@code pointsman}
     * @param type the record of one name; a component annotated with {@code @Parameter} is the name
     * @param mapper maps the records, empty if the section is absent, to settings; null turns the feature off
     * @param <E> the record of one name
     * @param <S> the settings
     * @return the section
     */
    public static <E, S> SettingsSection<Map<String, E>, S> ofNames(
            String key, Class<E> type, BiFunction<Map<String, E>, ConfigErrors, @Nullable S> mapper) {
        return new SettingsSection<>(
                key, type, true, (entries, at) -> mapper.apply(entries == null ? Map.of() : entries, at));
    }
}
