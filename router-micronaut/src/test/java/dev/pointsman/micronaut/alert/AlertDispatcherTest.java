package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Await;
import dev.pointsman.micronaut.Lines;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** From a provider's outage to a webhook, all over real HTTP. */
class AlertDispatcherTest {
    private static final ChatRequest HELLO = ChatRequest.user("a private question");

    private final WebhookServer hook = new WebhookServer();
    private final FaultyProvider only =
            FaultyProvider.openAi().text("a private answer").start();

    @AfterEach
    void close() {
        hook.close();
        only.close();
    }

    @Test
    void anOutageIsToldAndItsEndToo() throws Exception {
        try (Lines log = Lines.of(Logger.ROOT_LOGGER_NAME, Level.DEBUG);
                ApplicationContext application = start("format: json, settle: 0s")) {
            breakDown(application);
            assertThat(hook.body())
                    .contains("\"kind\":\"critical\"", "\"subject\":\"pool chat\"", "\"instance\":\"eu-1\"")
                    .contains("Pool chat is critical: no model is available. only: open (");
            only.heal();
            application.getBean(ModelRouter.class).operations().reset("only");
            assertThat(hook.body()).contains("\"kind\":\"recovered\"", "Pool chat is healthy again");
            assertThat(log.seen())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(WebhookServer.SECRET)
                            || line.contains("header-secret")
                            || line.contains("sk-secret")
                            || line.contains("private"));
        }
    }

    @Test
    void aRefusedKeyIsTold() throws Exception {
        try (ApplicationContext application = start("kinds: [credentials]")) {
            only.always(Fault.invalidKey());
            fails(application);
            assertThat(hook.body())
                    .contains("Model only is disabled: acme refuses the key. Operator action required.")
                    .doesNotContain("sk-secret");
        }
    }

    @Timeout(60) // a call that waits would wait for minutes
    @ParameterizedTest
    @ValueSource(strings = {"slow", "failing", "dead"})
    void aBadWebhookDelaysNoCall(String how) throws Exception {
        CountDownLatch gate = new CountDownLatch(how.equals("slow") ? 1 : 0);
        hook.behind(gate).always(500);
        try (ApplicationContext application = start("timeout: 1m, min-interval: 0s, kinds: [opened, critical]")) {
            if (how.equals("dead")) {
                hook.close();
            }
            breakDown(application);
            if (how.equals("slow")) {
                assertThat(hook.asked.await(20, TimeUnit.SECONDS)).isTrue();
            }
            only.heal();
            application.getBean(ModelRouter.class).operations().reset("only");
            ChatClient chat = application.getBean(ChatClient.class);
            for (int i = 0; i < 20; i++) {
                assertThat(chat.complete(HELLO).text()).isEqualTo("a private answer");
            }
            assertThat(hook.bodies).as("no alert got through, all calls did").isEmpty();
            gate.countDown();
        }
    }

    @Test
    void aNameCannotForgeMentions() throws Exception {
        try (ApplicationContext application = start("kinds: [credentials]", "\"<!channel> & <b>\"")) {
            only.always(Fault.invalidKey());
            fails(application);
            assertThat(hook.body())
                    .contains("Model &lt;!channel&gt; &amp; &lt;b&gt; is disabled")
                    .doesNotContain("<");
        }
    }

    @Test
    void aBlankAddressMeansNoAlerts() {
        String yaml = Applications.CHAT + "  alerts: { url: \"${NO_SUCH_WEBHOOK:}\" }\n";
        try (ApplicationContext application = Applications.start(yaml)) {
            assertThat(application.findBean(AlertSettings.class)).isEmpty();
            assertThat(application.findBean(AlertDispatcher.class)).isEmpty();
        }
    }

    private ApplicationContext start(String alerts) {
        return start(alerts, "only");
    }

    private ApplicationContext start(String alerts, String model) {
        return Applications.start("""
            pointsman:
              instance: eu-1
              providers: { acme: { wire: openai, url: "%s", api-key: sk-secret-1 } }
              models: [ { id: %s, name: gpt, provider: acme } ]
              pools: { chat: { primary: [%s], failover: { retry-same: 0, panic: false } } }
              alerts: { url: "%s", headers: { X-Key: header-secret }, %s }
            """.formatted(only.url(), model, model, hook.url(), alerts));
    }

    private void breakDown(ApplicationContext application) {
        only.always(Fault.status(503));
        Await.until("the breaker is open", () -> {
            fails(application);
            return application.getBean(ModelRouter.class).operations().snapshot().stream()
                    .anyMatch(model -> model.breaker().refusal() != null);
        });
    }

    private static void fails(ApplicationContext application) {
        ChatClient chat = application.getBean(ChatClient.class);
        assertThatThrownBy(() -> chat.complete(HELLO)).isInstanceOf(RoutingException.class);
    }
}
