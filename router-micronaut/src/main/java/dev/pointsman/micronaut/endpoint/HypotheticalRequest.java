package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds a hypothetical {@code RouteRequest} from query parameters. */
final class HypotheticalRequest {
    private static final int LONGEST_TAG = 64;

    private final ModelRouter router;

    HypotheticalRequest(ModelRouter router) {
        this.router = router;
    }

    /** Returns the request; arbitrary if the input has errors. */
    RouteRequest call(ActionParameters input) {
        Collection<Model> models = router.operations().models();
        String pool = input.nameOrNone(
                "pool", router.operations().pools().stream().map(Pool::name).toList());
        String goal = input.nameOrNone("goal", new TreeSet<>(router.operations().goals()));
        String operation = input.nameOrNone("operation", words(Operation.values()));
        List<String> capabilities = input.names("capabilities", words(Capability.values()));
        RouteRequestBuilder call = RouteRequest.builder()
                .pool(pool)
                .goal(goal == null ? null : Goal.of(goal))
                .streaming(input.truth("streaming"))
                .tenant(input.text("tenant"))
                .session(input.text("session"))
                .tag(tag(input))
                .expectedInputTokens(input.count("inputTokens"))
                .expectedOutputTokens(input.count("outputTokens"))
                .maxTokens(input.count("maxTokens"))
                .models(only(input.names("models", named(models, Model::id))))
                .providers(only(input.names("providers", named(models, Model::provider))))
                .regions(only(input.names("regions", named(models, Model::region))));
        call.operation(operation == null ? usual(pool) : Operation.valueOf(operation.toUpperCase(Locale.ROOT)));
        if (capabilities != null) {
            call.capabilities(capabilities.stream().map(Capability::of).collect(Collectors.toSet()));
        }
        return call.build();
    }

    private static @Nullable String tag(ActionParameters input) {
        String tag = input.text("tag");
        if (tag != null && tag.length() > LONGEST_TAG) {
            input.refuse("tag", tag.length() + " characters", "at most " + LONGEST_TAG);
            return null;
        }
        return tag;
    }

    /** Returns a request with only pool and goal. */
    RouteRequest plain(Pool pool, String goal) {
        return RouteRequest.builder()
                .pool(pool.name())
                .goal(Goal.of(goal))
                .operation(usual(pool))
                .build();
    }

    private Operation usual(@Nullable String pool) {
        return router.operations().pools().stream()
                .filter(one -> pool == null || one.name().equals(pool))
                .findFirst()
                .map(this::usual)
                .orElse(Operation.CHAT);
    }

    /** Returns chat, unless none of the pool's models supports it. */
    private Operation usual(Pool pool) {
        boolean chat = router.operations().models().stream()
                .filter(model -> pool.models().contains(model.id()))
                .anyMatch(model -> model.operations().contains(Operation.CHAT));
        return chat ? Operation.CHAT : Operation.EMBEDDINGS;
    }

    private static AllowDenyList only(@Nullable List<String> names) {
        return names == null ? AllowDenyList.ANY : AllowDenyList.ANY.allow(names.toArray(String[]::new));
    }

    private static Collection<String> named(Collection<Model> models, Function<Model, @Nullable String> name) {
        return models.stream().map(name).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
