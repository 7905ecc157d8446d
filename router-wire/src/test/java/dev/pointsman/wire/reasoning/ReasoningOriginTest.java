package dev.pointsman.wire.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.Trees;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningOriginTest {

    private static ProviderAccount account(String name, String host, String key, String organization) {
        return new ProviderAccount(
                name, URI.create("https://" + host + "/v1"), key, organization, InstantSource.system());
    }

    private static String origin(ProviderAccount account, String model) {
        return ReasoningOrigin.of(account, model).id();
    }

    @Test
    void twoKeysOfOneVendorAreTwoOriginsUnlessTheyShareAnOrganization() {
        String first = origin(account("one", "vendor", "sk-1", ""), "m");
        assertThat(first)
                .matches("[A-Za-z0-9_-]{16}")
                .isNotEqualTo(origin(account("two", "vendor", "sk-2", ""), "m"))
                .isNotEqualTo(origin(account("one", "elsewhere", "sk-1", ""), "m"))
                .isNotEqualTo(origin(account("one", "vendor", "sk-1", "acme"), "m"));
        assertThat(origin(account("one", "vendor", "sk-1", "acme"), "m"))
                .isEqualTo(origin(account("two", "vendor", "sk-2", "acme"), "m"))
                .isNotEqualTo(origin(account("two", "vendor", "sk-2", "other"), "m"));
    }

    @Test
    void aRotatedKeyIsTheSameOrigin() {
        assertThat(origin(account("one", "vendor", "sk-1", ""), "m"))
                .isEqualTo(origin(account("one", "vendor", "sk-new", ""), "m"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, claude",
        "us.anthropic.claude-haiku-4-5-v1:0, claude",
        "anthropic/claude-sonnet-4.5, claude",
        "gpt-5.1-codex-mini, gpt-5",
        "openai/gpt-5, gpt-5",
        "gpt-6.2-sol, gpt-6",
        "gpt-4o-mini, gpt-4",
        "o3-mini, o3",
        "gemini-3-pro-preview, gemini-3",
        "models/gemini-2.5-flash, gemini-2",
        "Our-Deployment-7, our-deployment-7",
        "m, m",
    })
    void modelsOfOneFamilyReadEachOther(String model, String family) {
        assertThat(ModelFamily.of(model)).isEqualTo(family);
    }

    @Test
    void eachFamilyIsAnOriginOfItsOwn() {
        ProviderAccount account = account("one", "vendor", "", "acme");
        assertThat(origin(account, "gpt-5-mini"))
                .isEqualTo(origin(account, "gpt-5.1"))
                .isNotEqualTo(origin(account, "gpt-6"));
    }

    @Test
    void stateReturnsToItsOriginAlone() {
        ReasoningState own = state("one");
        ReasoningState other = state("two");
        JsonNode detail = own.marked(Trees.of("{'type':'reasoning.text','text':'hm','signature':'sig'}"));
        JsonNode open = Trees.of("{'type':'reasoning.text','text':'plain'}");
        JsonNode message = JsonFields.build()
                .put("role", "assistant")
                .put("reasoning_details", List.of(detail, open))
                .node();
        assertThat(Trees.reread(own.returned(message))
                        .at("/reasoning_details/0/signature")
                        .asText())
                .isEqualTo("sig");
        assertThat(Trees.reread(other.returned(message)).path("reasoning_details"))
                .isEqualTo(Trees.reread(JsonFields.array(List.of(open))));
        assertThat(other.unwrapped(own.wrapped("x"))).isNull();
        assertThat(own.unwrapped(own.wrapped("x"))).isEqualTo("x");
        JsonNode plain =
                Trees.of("{'role':'assistant','reasoning_details':[{'type':'reasoning.text','text':'plain'}]}");
        assertThat(own.returned(plain)).isSameAs(plain);
    }

    private static ReasoningState state(String name) {
        return new ReasoningStates(account(name, "vendor", "", ""))
                .of(Model.builder("m", name).build());
    }
}
