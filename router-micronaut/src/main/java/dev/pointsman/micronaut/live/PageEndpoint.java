package dev.pointsman.micronaut.live;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Selector;
import java.net.URI;

/** Endpoint of the live page and its files. */
@Endpoint(id = LiveEndpointConfiguration.PAGE, defaultSensitive = true)
@LivePage
@Requires(beans = LiveBroadcaster.class)
final class PageEndpoint {
    private final PageAssets assets = new PageAssets();

    /** Returns the page; its links are relative, so its path must not end with a slash. */
    @Read(produces = MediaType.TEXT_HTML)
    HttpResponse<?> page(HttpRequest<?> request) {
        String path = request.getPath();
        return path.endsWith("/")
                ? HttpResponse.permanentRedirect(URI.create(path.replaceAll("/+$", "")))
                : assets.response(PageAssets.PAGE);
    }

    /** Returns a style sheet, a module or the chart library. */
    @Read(produces = {PageAssets.STYLE, PageAssets.SCRIPT, PageAssets.IMAGE})
    HttpResponse<?> file(@Selector String file) {
        return assets.response(file);
    }
}
