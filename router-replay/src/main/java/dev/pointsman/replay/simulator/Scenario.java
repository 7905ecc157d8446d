package dev.pointsman.replay.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * World and strategies to compare in it, as written in a scenario file.
 *
 * @param world the world
 * @param strategies the names of the strategies
 * @param seed seed of all random numbers
 */
record Scenario(World world, List<String> strategies, long seed) {

    /** Copies the list. */
    Scenario {
        strategies = List.copyOf(strategies);
    }

    /**
     * Reads a scenario from YAML or JSON.
     *
     * @param file the file; JSON by its ending, else YAML
     * @return the scenario
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if a value in it is wrong; the message says where
     */
    static Scenario read(Path file) throws IOException {
        boolean json = file.toString().endsWith(".json");
        String text = Files.readString(file);
        try {
            return (json ? strict(new ObjectMapper()) : strict(new YAMLMapper()))
                    .readValue(text, ScenarioFile.class)
                    .toScenario(file);
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException known ? known : e;
            throw new IllegalArgumentException(file + ": " + path(e) + cause.getMessage(), e);
        }
    }

    private static ObjectMapper strict(ObjectMapper mapper) {
        return mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static String path(JsonProcessingException e) {
        if (!(e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping)) {
            return "";
        }
        List<String> steps = new ArrayList<>();
        mapping.getPath()
                .forEach(step -> steps.add(step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName()));
        return steps.isEmpty() ? "" : String.join(".", steps) + ": ";
    }
}
