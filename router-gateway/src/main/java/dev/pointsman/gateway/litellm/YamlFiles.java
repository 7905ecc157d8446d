package dev.pointsman.gateway.litellm;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Reader and writer of YAML. Reads plain values only, and never repeats the text of a file in an error. */
final class YamlFiles {
    private static final String INCLUDE = "include";
    private static final int WIDTH = 140;

    private YamlFiles() {}

    /**
     * Returns the values of a file and of those that it includes.
     *
     * @throws IOException if a file can not be read, or is no map of YAML; the message names the file and the line
     */
    static Map<String, Object> read(Path file) throws IOException {
        Map<String, Object> values = one(file);
        Object included = values.remove(INCLUDE);
        for (Object name : included instanceof List<?> names ? names : List.of()) {
            merge(values, one(file.resolveSibling(name.toString())));
        }
        return values;
    }

    private static void merge(Map<String, Object> values, Map<String, Object> more) {
        more.forEach((key, value) -> {
            if (values.get(key) instanceof List<?> first && value instanceof List<?> second) {
                List<Object> both = new ArrayList<>(first);
                both.addAll(second);
                values.put(key, both);
            } else {
                values.put(key, value);
            }
        });
    }

    private static Map<String, Object> one(Path file) throws IOException {
        Object document;
        try (Reader reader = Files.newBufferedReader(file)) {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new IOException(file + ", line " + line + ": not YAML"); // the cause would repeat the line
        } catch (YAMLException e) {
            throw new IOException(file + ": not YAML");
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new IOException(file + ": not a map of YAML");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
    }

    /** Returns YAML, with maps and lists of plain values on one line. */
    static String write(Map<String, Object> values) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        Representer representer = new Representer(options);
        return new Yaml(representer, options).dump(values);
    }
}
