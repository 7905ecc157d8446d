package dev.pointsman.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue of the prices, context windows and capabilities of common models, by name.
 *
 * <p>The built-in table is the text file {@code catalogue.csv} next to this class; a table of the same format can be
 * read from elsewhere. Immutable and thread-safe.
 */
public final class ModelCatalogue {
    private final Map<String, Entry> byName;
    private final Map<String, Entry> byAnyName;

    private ModelCatalogue(Map<String, Entry> byName, Map<String, Entry> byAnyName) {
        this.byName = Collections.unmodifiableMap(byName);
        this.byAnyName = byAnyName;
    }

    /**
     * Returns the catalogue in the jar.
     *
     * @return the built-in catalogue
     */
    public static ModelCatalogue builtIn() {
        return BuiltIn.INSTANCE;
    }

    /**
     * Reads a table in the format of the built-in one.
     *
     * @param source the table; read to its end, not closed
     * @return a catalogue of its rows
     * @throws IllegalArgumentException if a row can't be read or a name comes twice; the message has the line's number
     * @throws UncheckedIOException if the source fails
     */
    public static ModelCatalogue read(Reader source) {
        Map<String, Entry> names = new LinkedHashMap<>();
        Map<String, Entry> all = new HashMap<>();
        CatalogueTable.forEachRow(source, (line, row) -> {
            Entry entry = row.entry();
            names.put(entry.name(), entry);
            putNew(all, entry.name(), entry, line);
            row.aliases().forEach(alias -> putNew(all, alias, entry, line));
        });
        return new ModelCatalogue(names, all);
    }

    /**
     * Finds a model.
     *
     * @param name the model's name, or one of its aliases; case-sensitive
     * @return the entry; empty if unknown
     */
    public Optional<Entry> find(String name) {
        return Optional.ofNullable(byAnyName.get(name));
    }

    /**
     * All entries in the table's order.
     *
     * @return an unmodifiable view
     */
    public Collection<Entry> entries() {
        return byName.values();
    }

    private static void putNew(Map<String, Entry> map, String name, Entry entry, int line) {
        if (map.put(name, entry) != null) {
            throw new IllegalArgumentException("line " + line + ": " + name + " (expected: a new name)");
        }
    }

    private static final class BuiltIn {
        static final ModelCatalogue INSTANCE = load();

        private static ModelCatalogue load() {
            try (Reader reader = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream("catalogue.csv")),
                    StandardCharsets.UTF_8))) {
                return read(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * An entry of the model catalogue.
     *
     * @param name the model name sent to the provider
     * @param vendor the vendor that serves it under this name
     * @param price the token prices; null when unknown
     * @param cache the vendor's prompt cache; null when unknown
     * @param contextWindow the maximum number of prompt tokens; 0 when unknown
     * @param maxOutput the maximum number of answer tokens; 0 when unknown
     * @param operations the supported operations
     * @param capabilities the supported capabilities
     */
    public record Entry(
            String name,
            String vendor,
            @Nullable Pricing price,
            @Nullable PromptCache cache,
            int contextWindow,
            int maxOutput,
            Set<Operation> operations,
            Set<Capability> capabilities) {

        /**
         * Checks the ranges and copies the sets.
         *
         * @throws IllegalArgumentException if a name is blank, a count negative, or there is no operation
         */
        public Entry {
            Preconditions.notBlank(name, "name");
            Preconditions.notBlank(vendor, "vendor");
            Preconditions.notNegative(contextWindow, "contextWindow");
            Preconditions.notNegative(maxOutput, "maxOutput");
            Preconditions.require(!operations.isEmpty(), "operations", operations, "not empty");
            operations = Set.copyOf(operations);
            capabilities = Set.copyOf(capabilities);
        }
    }
}
