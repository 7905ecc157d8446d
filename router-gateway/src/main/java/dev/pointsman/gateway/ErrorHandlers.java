package dev.pointsman.gateway;

import dev.pointsman.router.RoutingException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.util.Map;

/** Error handlers that answer every failure in OpenAI's error format. */
@Controller
final class ErrorHandlers {
    private final OutOfMemoryCheck memory;

    ErrorHandlers(OutOfMemoryCheck memory) {
        this.memory = memory;
    }

    @Error(global = true)
    HttpResponse<Map<String, Object>> failed(HttpRequest<?> request, Throwable thrown) {
        memory.failed(thrown);
        ErrorResponses.Answer answer = ErrorResponses.of(thrown);
        MutableHttpResponse<Map<String, Object>> response =
                HttpResponse.<Map<String, Object>>status(answer.status()).body(answer.body());
        RefusedCallException own = RefusedCallException.in(thrown);
        if (own != null) {
            return own.addTo(response);
        }
        return thrown instanceof RoutingException routing ? RouterHeaders.add(response, routing) : response;
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<Map<String, Object>> notFound(HttpRequest<?> request) {
        return HttpResponse.<Map<String, Object>>notFound()
                .body(ErrorResponses.body(
                        "no such address: " + request.getMethodName() + " " + ErrorResponses.excerpt(request.getPath()),
                        "invalid_request_error",
                        "not_found"));
    }
}
