package dev.pointsman.examples.micronaut;

import dev.pointsman.model.Goal;
import dev.pointsman.trace.RouteResult;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The chat over HTTP: {@code GET /ask?question=…&goal=cost}. */
@Controller
class QuestionController {
    private final ChatService service;

    QuestionController(ChatService service) {
        this.service = service;
    }

    @Get(uri = "/ask", produces = MediaType.TEXT_PLAIN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> ask(@QueryValue String question, @QueryValue @Nullable String goal) {
        RouteResult<String> result = service.answer(question, goal == null ? null : Goal.of(goal));
        return HttpResponse.ok(result.value()).header("X-Model", result.model().id());
    }
}
