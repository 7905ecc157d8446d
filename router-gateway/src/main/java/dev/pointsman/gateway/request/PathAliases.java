package dev.pointsman.gateway.request;

import io.netty.handler.codec.http.HttpRequest;

/** Second address of the API: clients of Groq's add {@code /openai/v1} to a base address. */
final class PathAliases {
    private static final String VENDOR = "/openai";
    private static final String PREFIX = VENDOR + "/v1/";

    private PathAliases() {}

    /** Replaces an address under the alias by the API's own, before any rule of access sees it. */
    static void apply(HttpRequest request) {
        if (request.uri().startsWith(PREFIX)) {
            request.setUri(request.uri().substring(VENDOR.length()));
        }
    }
}
