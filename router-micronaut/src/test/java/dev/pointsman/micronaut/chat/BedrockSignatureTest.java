package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.model.Timeouts;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signatures of requests to Bedrock, verified against what the server received. */
class BedrockSignatureTest extends ProviderClientFixture {
    private static final String REGION = "aws.region";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final CallTarget TARGET = new CallTarget(
            Model.builder("claude", "p").name("eu.anthropic.claude-x:0").build(),
            new Timeouts(LONG, LONG, LONG),
            spent -> {});

    @BeforeEach
    void setRegion() {
        System.setProperty(REGION, "eu-west-1");
    }

    @AfterEach
    void clearRegion() {
        System.clearProperty(REGION);
    }

    @Test
    void theServerFindsTheSameSignature() {
        FaultyProvider provider = start(FaultyProvider.bedrock());
        ProviderClient client = client(
                ProviderSettings.of("p", "bedrock", URI.create(provider.url()), "AKID:very-secret"),
                FailureMappings.NONE);
        client.complete(TARGET, QUESTION).block(SOON);
        client.stream(TARGET, QUESTION).blockLast(SOON);
        assertThat(provider.requests()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.model()).isEqualTo("eu.anthropic.claude-x:0");
            String sent = seen.header("Authorization").orElseThrow();
            assertThat(sent).startsWith("AWS4-HMAC-SHA256 Credential=AKID/").isEqualTo(expected(seen));
        });
    }

    private static String expected(SeenRequest seen) {
        Instant signed = Instant.from(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
                .parse(seen.header("X-Amz-Date").orElseThrow()));
        SdkHttpRequest received = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://" + seen.header("Host").orElseThrow() + seen.path()))
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create("AKID", "very-secret"))
                        .request(received)
                        .payload(ContentStreamProvider.fromByteArray(seen.body().getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(signed, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }
}
