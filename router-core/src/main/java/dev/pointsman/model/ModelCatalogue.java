package dev.pointsman.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Prices, windows and capabilities of common models by name, so that a name alone is enough to configure one.
 *
 * <p>The built-in table is the text file {@code catalogue.csv} beside this class; a table of the same form can be read
 * from elsewhere. Immutable and safe for all threads.
 */
public final class ModelCatalogue {
    private final Map<String, CatalogueEntry> byName;
    private final Map<String, CatalogueEntry> byAlias;

    private ModelCatalogue(Map<String, CatalogueEntry> byName, Map<String, CatalogueEntry> byAlias) {
        this.byName = Collections.unmodifiableMap(byName);
        this.byAlias = byAlias;
    }

    /**
     * The table in the jar.
     *
     * @return the built-in catalogue
     */
    public static ModelCatalogue builtIn() {
        return BuiltIn.INSTANCE;
    }

    /**
     * Reads a table of the built-in one's form.
     *
     * @param source the table; read to its end, not closed
     * @return a catalogue of its rows
     * @throws IllegalArgumentException if a row can't be read or a name comes twice; the message has the line's number
     * @throws UncheckedIOException if the source fails
     */
    public static ModelCatalogue read(Reader source) {
        Map<String, CatalogueEntry> names = new LinkedHashMap<>();
        Map<String, CatalogueEntry> aliases = new LinkedHashMap<>();
        CatalogueTable.forEachRow(source, (line, row) -> {
            CatalogueEntry entry = row.entry();
            putNew(names, entry.name(), entry, line);
            row.aliases().forEach(alias -> putNew(aliases, alias, entry, line));
        });
        return new ModelCatalogue(names, aliases);
    }

    /**
     * Looks a model up.
     *
     * @param name the model's name, or one of its aliases; case matters
     * @return what is known of it
     */
    public Optional<CatalogueEntry> find(String name) {
        CatalogueEntry entry = byName.get(name);
        return Optional.ofNullable(entry != null ? entry : byAlias.get(name));
    }

    /**
     * All entries in the table's order.
     *
     * @return an unmodifiable view
     */
    public Collection<CatalogueEntry> entries() {
        return byName.values();
    }

    private static void putNew(Map<String, CatalogueEntry> map, String name, CatalogueEntry entry, int line) {
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
}
