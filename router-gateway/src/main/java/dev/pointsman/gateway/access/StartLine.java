package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.DemoMode;
import dev.pointsman.gateway.response.RouterHeaders;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log messages at the start: listen address, access rules, and the settings that change them. */
@Singleton
@Requires(missingProperty = "training-gateway")
final class StartLine implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    private final ListenAddresses listening;
    private final AllowedHosts hosts;
    private final OperatorToken token;
    private final LivePageAddress page;
    private final boolean keyed;
    private final boolean demo;

    StartLine(
            ListenAddresses listening,
            AllowedHosts hosts,
            OperatorToken token,
            LivePageAddress page,
            ClientKeys keys,
            @Nullable DemoMode demo) {
        this.listening = listening;
        this.hosts = hosts;
        this.token = token;
        this.page = page;
        this.keyed = keys.isRequired();
        this.demo = demo != null;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        String address = event.getSource().getHost() + ":" + event.getSource().getPort();
        if (demo) {
            LOG.warn(
                    "DEMONSTRATION: every answer is a canned text of an embedded provider, marked {}: true. For models,"
                            + " set OPENAI_API_KEY or ANTHROPIC_API_KEY, or configure pointsman.providers",
                    RouterHeaders.DEMO);
        }
        if (listening.isLoopbackOnly()) {
            LOG.info(
                    "Listening on {}, for this machine only, {}, under the names {}. To serve a network, set{}"
                            + " micronaut.server.host (MICRONAUT_SERVER_HOST) to 0.0.0.0, and gateway.hosts"
                            + " (GATEWAY_HOSTS) to the names that clients use",
                    address,
                    keyed ? "for clients with a key" : "without client keys",
                    hosts,
                    keyed ? "" : " keys (pointsman.tenants or gateway.keys.file),");
        } else if (keyed) {
            LOG.info(
                    "Listening on {}, for clients of the network with a key. Accepted names: {} (gateway.hosts)",
                    address,
                    hosts);
        } else {
            LOG.warn(
                    "Listening on {}, for the network, without client keys: every client that can connect calls models"
                            + " at this gateway's expense. Accepted names: {} (gateway.hosts). To serve this machine"
                            + " only, set micronaut.server.host to 127.0.0.1",
                    address,
                    hosts);
        }
        String path = page.path();
        if (path != null) {
            Integer port = page.port();
            LOG.info(
                    "Live page: {}://{}:{}{}",
                    event.getSource().getScheme(),
                    event.getSource().getHost(),
                    port == null ? event.getSource().getPort() : port,
                    path);
        }
        Path file = token.file();
        LOG.info(
                "Operators send the token {} as Authorization: Bearer TOKEN",
                file == null ? "that gateway.operators.token sets" : "in " + file);
    }
}
