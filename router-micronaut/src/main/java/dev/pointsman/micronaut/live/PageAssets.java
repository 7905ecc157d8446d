package dev.pointsman.micronaut.live;

import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Static files of the live page, read once on first request. Only files listed here are served. Their headers restrict
 * the page to its own scripts, styles and server.
 */
final class PageAssets {
    static final String PAGE = "page.html";
    static final String STYLE = "text/css; charset=utf-8";
    static final String SCRIPT = "text/javascript; charset=utf-8";
    static final String IMAGE = "image/svg+xml";

    private static final String CHART = "chart.js";
    private static final String CHART_AT = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.of("text/html; charset=utf-8"),
            "css", MediaType.of(STYLE),
            "js", MediaType.of(SCRIPT),
            "svg", MediaType.of(IMAGE));

    private final Map<String, Supplier<byte[]>> files = Stream.of(
                    PAGE,
                    "page.css",
                    "parts.css",
                    "icon.svg",
                    "page.js",
                    "feed.js",
                    "store.js",
                    "dom.js",
                    "format.js",
                    "colours.js",
                    "figure.js",
                    "lines.js",
                    "timeline.js",
                    "charts.js",
                    "sessions.js",
                    "tiles.js",
                    "models.js",
                    "decisions.js",
                    "demo.js",
                    "quality.js",
                    "usage.js",
                    CHART)
            .collect(Collectors.toMap(Function.identity(), file -> SupplierUtil.memoized(() -> read(file))));

    /** Returns the file with its headers; 404 if there is none of that name. */
    HttpResponse<?> response(String file) {
        Supplier<byte[]> bytes = files.get(file);
        if (bytes == null) {
            return HttpResponse.notFound();
        }
        MediaType type = Objects.requireNonNull(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
        return HttpResponse.ok(bytes.get())
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private static byte[] read(String file) {
        String place = file.equals(CHART) ? CHART_AT : file;
        try (InputStream in = Objects.requireNonNull(PageAssets.class.getResourceAsStream(place), place)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
