package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.security.authentication.AuthenticationException;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;

/**
 * Error responses of Micronaut's security, where it is present: its own status and headers, with a body in OpenAI's
 * format.
 */
@Controller
@Requires(classes = AuthorizationException.class)
@Requires(beans = DefaultAuthorizationExceptionHandler.class)
final class SecurityErrors {
    private final DefaultAuthorizationExceptionHandler authorization;

    SecurityErrors(DefaultAuthorizationExceptionHandler authorization) {
        this.authorization = authorization;
    }

    @Error(global = true)
    MutableHttpResponse<?> denied(HttpRequest<?> request, AuthorizationException thrown) {
        MutableHttpResponse<?> response = authorization.handle(request, thrown);
        if (response.code() < 400) { // a redirect to a page for signing in
            return response;
        }
        ErrorResponses.Answer answer = thrown.isForbidden()
                ? new ErrorResponses.Answer(
                        HttpStatus.FORBIDDEN, "not allowed for this user", "invalid_request_error", "forbidden")
                : unknown();
        return ClientFormats.isAnthropic(request)
                ? ClientFormats.identified(request, ClientFormats.error(request, answer))
                : response.body(answer.body());
    }

    @Error(global = true)
    MutableHttpResponse<?> unknown(HttpRequest<?> request, AuthenticationException thrown) {
        return ClientFormats.identified(request, ClientFormats.error(request, unknown()));
    }

    private static ErrorResponses.Answer unknown() {
        return new ErrorResponses.Answer(
                HttpStatus.UNAUTHORIZED, "no known user", "invalid_request_error", "unauthorized");
    }
}
