package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pointsman.gateway.response.RouterHeaders;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;

/**
 * Answer that a client of any protocol received.
 *
 * @param form the client's protocol
 * @param status the HTTP status
 * @param streamed whether the answer came as events
 * @param headers the response's headers
 * @param body the body as far as it came
 * @param broken whether the connection broke before the end of the body
 * @param took the time to the end of the response
 */
record PairAnswer(
        ClientForm form,
        int status,
        boolean streamed,
        HttpHeaders headers,
        String body,
        boolean broken,
        Duration took) {

    private List<JsonNode> events() {
        return ClientForm.events(body);
    }

    String text() {
        return streamed ? form.text(events()) : form.text(Gateway.json(body));
    }

    String finish() {
        return streamed ? form.finish(events()) : form.finish(Gateway.json(body));
    }

    JsonNode usage() {
        return streamed ? form.usage(events()) : form.usage(Gateway.json(body));
    }

    int outputTokens() {
        return usage().path(form == ClientForm.CHAT ? "completion_tokens" : "output_tokens")
                .asInt(-1);
    }

    /** Returns the error's object; missing if there is none. */
    JsonNode error() {
        if (!streamed) {
            JsonNode error = Gateway.json(body).path("error");
            return error.isObject() ? error : MissingNode.getInstance();
        }
        return events().stream()
                .filter(form::isError)
                .map(ClientForm::error)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Returns whether the answer claims to be whole, by a finish reason or an end mark. */
    boolean looksWhole() {
        return streamed ? form.isEnded(body) || ClientForm.isWhole(finish()) : status == 200;
    }

    String model() {
        return headers.firstValue(RouterHeaders.MODEL).orElse("");
    }

    int attempts() {
        return headers.firstValue(RouterHeaders.ATTEMPTS).map(Integer::valueOf).orElse(0);
    }
}
