package dev.pointsman.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.SessionAffinity;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy file, with the keys of a goal in the router's configuration.
 *
 * @param name the policy's name; default: the file's, without its ending
 * @param latency weight of latency, at least 0; default: 0
 * @param cost weight of cost, at least 0; default: 0
 * @param quality weight of quality, at least 0; default: 0
 * @param strategy the name of a strategy, instead of weights
 * @param delegate the wrapped strategy of the strategy {@code sticky}; default: balanced
 * @param floor the share of calls spread evenly over all models, from 0 to under 1; default: 0
 */
record PolicyFile(
        @Nullable String name,
        @Nullable Double latency,
        @Nullable Double cost,
        @Nullable Double quality,
        @Nullable String strategy,
        @Nullable String delegate,
        @Nullable Double floor) {
    private static final String STICKY = "sticky";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a policy.
     *
     * @param file YAML or JSON
     * @return a strategy under the policy's name, whose probabilities can be computed from a log
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a value is wrong, or the strategy samples or keeps state; the message names
     *     the key
     */
    static RoutingStrategy read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            PolicyFile policy = YAML.readValue(text, PolicyFile.class);
            String ownName = policy.name == null ? withoutEnding(file) : policy.name;
            return policy.toStrategy(ownName);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    file + ": " + e.getPropertyName() + ": unknown (expected: one of " + e.getKnownPropertyIds() + ")",
                    e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String withoutEnding(Path file) {
        String whole = String.valueOf(file.getFileName());
        int dot = whole.lastIndexOf('.');
        return dot > 0 ? whole.substring(0, dot) : whole;
    }

    RoutingStrategy toStrategy(String ownName) {
        require(
                delegate == null || STICKY.equals(strategy),
                "delegate",
                delegate,
                "none, as only sticky has a delegate");
        RoutingStrategy chosen = strategy == null ? weighted(ownName) : named(ownName, strategy);
        double share = floor == null ? 0 : floor;
        require(share >= 0 && share < 1, "floor", floor, ">= 0 and < 1");
        return RoutingStrategy.wrapping(
                ownName, chosen, chosen.scorer(), chosen.picker().withFloor(share));
    }

    private RoutingStrategy weighted(String ownName) {
        require(latency != null || cost != null || quality != null, "policy", "{}", "a strategy, or weights");
        return WeightedStrategy.of(ownName, new GoalWeights(or0(latency), or0(cost), or0(quality)));
    }

    private static double or0(@Nullable Double weight) {
        return weight == null ? 0 : weight;
    }

    private RoutingStrategy named(String ownName, String wanted) {
        require(latency == null && cost == null && quality == null, "strategy", wanted, "either a strategy or weights");
        return delegate == null
                ? known("strategy", wanted)
                : SessionAffinity.wrapping(ownName, known("delegate", delegate));
    }

    private static RoutingStrategy known(String key, String wanted) {
        Map<String, RoutingStrategy> all = ModelRouter.builder().strategies();
        RoutingStrategy found = all.get(wanted);
        if (found == null) {
            throw wrong(key, wanted, "one of " + all.keySet());
        }
        require(found.exactProbabilities(), key, wanted, "one with exact probabilities; this one samples");
        boolean stateful = found.stateOwner() instanceof StatefulStrategy<?>;
        require(!stateful, key, wanted, "one without state, which no log holds");
        return found;
    }

    private static void require(boolean holds, String key, @Nullable Object value, String expected) {
        if (!holds) {
            throw wrong(key, value, expected);
        }
    }

    private static IllegalArgumentException wrong(String key, @Nullable Object value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
}
