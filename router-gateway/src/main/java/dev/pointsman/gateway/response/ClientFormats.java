package dev.pointsman.gateway.response;

import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.messages.MessagesProtocol;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;
import java.util.UUID;

/** Formats of responses by the client: that of the address, or, at common addresses, that which its headers tell. */
public final class ClientFormats {
    /** Header of the id of a response in Anthropic's format, by which its clients report errors. */
    static final String REQUEST_ID = "request-id";

    private static final int OVERLOADED = 529;
    private static final MessagesProtocol MESSAGES = new MessagesProtocol();

    private ClientFormats() {}

    /** Returns whether a client expects Anthropic's format. */
    public static boolean isAnthropic(HttpRequest<?> request) {
        return request.getPath().startsWith("/v1/messages")
                || request.getHeaders().contains("anthropic-version");
    }

    /** Returns the response of an error, in the format of the client. */
    public static MutableHttpResponse<?> error(HttpRequest<?> request, ErrorResponses.Answer answer) {
        if (!isAnthropic(request)) {
            return HttpResponse.<Map<String, Object>>status(answer.status()).body(answer.body());
        }
        ClientError error = answer.error();
        return status(MESSAGES.status(error))
                .body(JsonReader.bytes(MESSAGES.error(error)))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Returns a response with an id for a client that expects one: that of the decision, if one was made. */
    public static <B> MutableHttpResponse<B> identified(HttpRequest<?> request, MutableHttpResponse<B> response) {
        if (!isAnthropic(request)) {
            return response;
        }
        String decision = response.getHeaders().get(RouterHeaders.DECISION);
        String id = decision == null ? "req_" + UUID.randomUUID().toString().replace("-", "") : decision;
        return response.header(REQUEST_ID, id);
    }

    /** Anthropic's status of an overload is none that the server has a constant for. */
    private static MutableHttpResponse<Object> status(int status) {
        return status == OVERLOADED
                ? HttpResponse.status(status, "Overloaded")
                : HttpResponse.status(HttpStatus.valueOf(status));
    }
}
