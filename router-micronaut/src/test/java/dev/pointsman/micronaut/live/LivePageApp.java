package dev.pointsman.micronaut.live;

import dev.pointsman.micronaut.Applications;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** An application with the live page, on a real port. */
final class LivePageApp implements AutoCloseable {
    private static final String PAGE = "/pointsman/ui";

    private final ApplicationContext application;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private LivePageApp(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putIfAbsent("micronaut.security.enabled", false);
        all.put("micronaut.server.port", -1);
        application = Applications.start(Applications.CHAT, "none", PropertySource.of("site", all));
        server = application.getBean(EmbeddedServer.class).start();
    }

    /** An application with public access to the page. */
    static LivePageApp open(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("endpoints.pointsman.sensitive", false);
        return new LivePageApp(properties);
    }

    static LivePageApp of(Map<String, Object> properties) {
        return new LivePageApp(properties);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return application.getBeansOfType(type);
    }

    HttpResponse<String> page() throws IOException, InterruptedException {
        return get("");
    }

    /** What is below the page; for a feed, its status alone. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    /** The event stream; closing it disconnects. */
    HttpResponse<InputStream> feed() throws IOException, InterruptedException {
        return http.send(
                request("/events").header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
    }

    /** A connection that has asked for the feed and reads nothing; its buffers are small. */
    Socket deaf() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String head = "GET " + PAGE + "/events HTTP/1.1\r\nHost: site\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURL() + PAGE + path));
    }

    @Override
    public void close() {
        application.close();
    }
}
