package dev.pointsman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pointsman.gateway.Gateway;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants named by a claim of signed tokens, with Micronaut's security. */
@Tag("secured")
@Timeout(60)
class TokenTenantsTest {
    private static final String SECRET = "a-secret-that-signs-tokens-of-the-test";
    private static final FaultyProvider PROVIDER = FaultyProvider.openAi().start();
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = Gateway.start("""
                micronaut.security.token.jwt.signatures.secret.generator.secret: "%s"
                micronaut.security.intercept-url-map: [ { pattern: "/v1/**", access: ["isAuthenticated()"] } ]
                gateway.keys: { tenant-claim: team, required: true }
                pointsman:
                  providers: { p: { wire: openai, url: "%s" } }
                  models:
                    - { id: golden, provider: p, price: { input: 1, output: 1 } }
                    - { id: plain, provider: p, price: { input: 1, output: 1 } }
                  pools:
                    rich: { primary: [golden] }
                    cheap: { primary: [plain] }
                  tenants:
                    acme: { pools: [rich, cheap] }
                    beta: { pools: [cheap], limits: { requests: 2/1h } }
                """.formatted(SECRET, PROVIDER.url()));
    }

    @AfterAll
    static void end() {
        gateway.close();
        PROVIDER.close();
    }

    private static String token(String secret, String team) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject("ann")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        if (team != null) {
            claims.claim("team", team);
        }
        SignedJWT signed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        signed.sign(new MACSigner(secret));
        return "Bearer " + signed.serialize();
    }

    private static HttpResponse<String> ask(String pool, String... headers) throws Exception {
        return gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + pool + "\""), headers);
    }

    @Test
    void theClaimNamesTheTenantWithItsPoolsAndLimits() throws Exception {
        String acme = token(SECRET, "acme");
        String beta = token(SECRET, "beta");
        assertThat(ask("rich", "Authorization", acme).statusCode()).isEqualTo(200);
        HttpResponse<String> unknown = ask("rich", "Authorization", beta);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("cheap").doesNotContain("golden");
        assertThat(ask("cheap", "Authorization", beta).statusCode()).isEqualTo(200);
        assertThat(ask("cheap", "Authorization", beta).statusCode()).isEqualTo(200);
        assertThat(ask("cheap", "Authorization", beta).statusCode()).isEqualTo(429);
        assertThat(ask("cheap", "Authorization", acme).statusCode()).isEqualTo(200);
        String usage = gateway.send("GET", "/v1/usage?by=key", "", "Authorization", beta)
                .body();
        assertThat(usage).contains("\"tenant\":\"beta\"", "\"key\":\"ann\"").doesNotContain("acme");
    }

    @Test
    void aHeaderCannotNameAnotherTenantThanTheToken() throws Exception {
        HttpResponse<String> other = ask("cheap", "Authorization", token(SECRET, "beta"), "X-Router-Tenant", "acme");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("tenant_not_allowed");
    }

    @Test
    void aTokenThatIsForgedOrNamesNoTenantIsRefused() throws Exception {
        assertThat(ask("cheap", "Authorization", token("another-secret-that-signs-tokens-0123", "acme"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask("cheap").statusCode()).isEqualTo(401);
        for (String team : new String[] {null, "", " "}) {
            HttpResponse<String> none = ask("cheap", "Authorization", token(SECRET, team));
            assertThat(none.statusCode()).isEqualTo(403);
            assertThat(none.body()).contains("tenant_missing");
        }
        int before = PROVIDER.requestCount();
        ask("cheap", "Authorization", token(SECRET, "acme") + "x");
        assertThat(PROVIDER.requestCount()).isEqualTo(before);
    }
}
