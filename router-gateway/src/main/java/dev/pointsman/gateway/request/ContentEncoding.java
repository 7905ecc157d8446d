package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RefusedCallException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compression of request bodies, which is refused: the size that a body has unpacked is not known as it arrives. */
final class ContentEncoding {
    private ContentEncoding() {}

    /**
     * Returns the refusal of a request by its header {@code Content-Encoding}; null if the body is not compressed. A header
     * that is refused is removed, so that nothing unpacks what arrives before the refusal.
     */
    static @Nullable RefusedCallException refusal(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return null;
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
        if (encodings.stream().allMatch(ContentEncoding::isIdentity)) {
            return null;
        }
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        return RefusedCallException.unsupported("Content-Encoding: "
                + ErrorResponses.excerpt(String.join(", ", encodings)) + " (expected: identity, or no such header)");
    }

    private static boolean isIdentity(String encoding) {
        return HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding.strip());
    }
}
