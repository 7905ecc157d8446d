package dev.pointsman.gateway;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.gateway.response.RouterHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.server.exceptions.NotAllowedException;

/** Error handlers that answer every failure in the error format of the client. */
@Controller
final class ErrorHandlers {
    private final OutOfMemoryCheck memory;

    ErrorHandlers(OutOfMemoryCheck memory) {
        this.memory = memory;
    }

    @Error(global = true)
    HttpResponse<?> failed(HttpRequest<?> request, Throwable thrown) {
        memory.failed(thrown);
        ErrorResponses.Answer answer = ErrorResponses.of(thrown);
        MutableHttpResponse<?> response = answer.advice().addTo(ClientFormats.error(request, answer));
        if (thrown instanceof NotAllowedException wrong) {
            response.getHeaders().allowGeneric(wrong.getAllowedMethods());
        }
        RefusedCallException own = RefusedCallException.in(thrown);
        if (own != null) {
            return ClientFormats.identified(request, own.addTo(response));
        }
        return thrown instanceof RoutingException routing
                ? ClientFormats.identified(request, RouterHeaders.add(response, routing))
                : ClientFormats.identified(request, response);
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<?> notFound(HttpRequest<?> request) {
        return ClientFormats.identified(
                request,
                ClientFormats.error(
                        request,
                        new ErrorResponses.Answer(
                                HttpStatus.NOT_FOUND,
                                "no such address: " + request.getMethodName() + " "
                                        + ErrorResponses.excerpt(request.getPath()),
                                "invalid_request_error",
                                "not_found")));
    }
}
