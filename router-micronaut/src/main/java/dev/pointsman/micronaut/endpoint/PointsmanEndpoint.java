package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.micronaut.health.RouterHealth;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Management endpoint for operators: views and actions over HTTP. */
@Endpoint("pointsman")
@Requires(classes = Endpoint.class)
@Requires(beans = ModelRouter.class)
final class PointsmanEndpoint {
    private static final Set<String> VIEWS = new TreeSet<>(List.of("actions", "explain", "health", "transitions"));

    private final ModelRouter router;
    private final OverviewService overviewService;
    private final TransitionHistory history;
    private final ActionService actionService;
    private final WriteAccess writes;
    private final @Nullable QualityOperations quality;

    PointsmanEndpoint(
            ModelRouter router,
            OverviewService overviewService,
            TransitionHistory history,
            ActionService actionService,
            @Nullable EndpointSettings settings,
            @Nullable QualityOperations quality) {
        this.router = router;
        this.overviewService = overviewService;
        this.history = history;
        this.actionService = actionService;
        this.quality = quality;
        this.writes = (settings == null ? EndpointSettings.DEFAULT : settings).writes();
    }

    /** Returns the overview; {@code ?goals=speed,cost} chooses the goals to score for. */
    @Read
    HttpResponse<String> overview(HttpRequest<?> request) {
        ActionParameters input = new ActionParameters(query(request));
        List<String> goals =
                input.names("goals", new TreeSet<>(router.operations().goals()));
        return input.mistakes().isEmpty()
                ? JsonResponses.ok(overviewService.overview(goals == null ? List.of() : goals))
                : JsonResponses.mistakes(input.mistakes());
    }

    /** Returns one view: {@code explain}, which reads the call from the query, {@code health} and so on. */
    @Read
    HttpResponse<String> view(@Selector String view, HttpRequest<?> request) {
        return switch (view) {
            case "explain" -> explain(new ActionParameters(query(request)));
            case "health" -> JsonResponses.ok(RouterHealth.of(router));
            case "actions" -> JsonResponses.ok(actionService.done());
            case "transitions" -> JsonResponses.ok(history.transitions());
            case "quality" -> quality == null ? unknownView(view) : JsonResponses.ok(quality.view());
            default -> unknownView(view);
        };
    }

    private HttpResponse<String> unknownView(String view) {
        Set<String> views = new TreeSet<>(VIEWS);
        if (quality != null) {
            views.add("quality");
        }
        return JsonResponses.mistakes(List.of(ValidationError.of("view", view, ActionParameters.oneOf(views))));
    }

    /** Executes an action; its parameters are a JSON object. */
    @Write
    @ExecuteOn(TaskExecutors.BLOCKING) // event listeners may block
    HttpResponse<String> act(@Selector String action, HttpRequest<?> request, @Nullable @Body String body) {
        Operator operator = Operator.of(request);
        if (writes == WriteAccess.DENIED) {
            return JsonResponses.forbidden("changes are off: pointsman.endpoint.writes is false");
        }
        if (writes == WriteAccess.AUTHENTICATED && !operator.isKnown()) {
            return JsonResponses.forbidden("changes require a client authenticated by the application's security;"
                    + " pointsman.endpoint.writes: true allows them to every client of this endpoint");
        }
        boolean grades = quality != null && action.equals("grade");
        if (!grades && !actionService.actions().contains(action)) {
            return JsonResponses.mistakes(
                    List.of(ValidationError.of("action", action, ActionParameters.oneOf(actionService.actions()))));
        }
        if (!isJson(request)) { // a page of another origin cannot send it without a preflight
            return JsonResponses.unreadable("Content-Type: "
                    + request.getContentType().map(MediaType::getName).orElse("none")
                    + " (expected: application/json)");
        }
        try {
            ActionParameters input = new ActionParameters(JsonResponses.read(body == null ? "" : body));
            if (quality != null && grades) {
                return GradeRequest.answer(input, quality);
            }
            OperatorActionRecord done = actionService.execute(action, input, operator);
            return done == null ? JsonResponses.mistakes(input.mistakes()) : JsonResponses.ok(done);
        } catch (IOException e) {
            return JsonResponses.mistakes(
                    List.of(ValidationError.of("body", "not one JSON object", "one JSON object, each key once")));
        } catch (IllegalArgumentException e) { // removed since it was validated
            return JsonResponses.refused(LogSanitizer.line(String.valueOf(e.getMessage())));
        }
    }

    private HttpResponse<String> explain(ActionParameters input) {
        RouteRequest call = new HypotheticalRequest(router).call(input);
        return input.mistakes().isEmpty()
                ? JsonResponses.ok(ExplanationView.of(
                        router.operations().explain(call),
                        new MeasuredTtft(router.operations().snapshot(), call.operation())))
                : JsonResponses.mistakes(input.mistakes());
    }

    private static boolean isJson(HttpRequest<?> request) {
        return request.getContentType()
                .map(MediaType::getName)
                .filter(MediaType.APPLICATION_JSON::equals)
                .isPresent();
    }

    private static Map<String, Object> query(HttpRequest<?> request) {
        Map<String, Object> values = new LinkedHashMap<>();
        request.getParameters()
                .forEach(entry -> values.put(
                        entry.getKey(),
                        entry.getValue().size() == 1 ? entry.getValue().get(0) : entry.getValue()));
        return values;
    }
}
