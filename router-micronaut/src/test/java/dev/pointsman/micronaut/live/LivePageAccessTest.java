package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.RouterListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page follows the rules of the endpoint it stands below. */
class LivePageAccessTest {
    private static final List<String> PLACES = List.of("", "/page.js", "/events");

    @Test
    void nobodyWhoIsUnknownLooksUnlessItIsAllowed() throws Exception {
        assertAll(Map.of(), 401);
    }

    @Test
    void withSecurityStrangersAreRefused() throws Exception {
        assertAll(Map.of("micronaut.security.enabled", true), 401);
    }

    @Test
    void withSecurityAnOpenEndpointHasAnOpenPage() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of("micronaut.security.enabled", true))) {
            assertThat(site.page().statusCode()).isEqualTo(200);
            assertThat(site.get("/page.js").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPageThatIsSwitchedOffIsNotThereAndListensToNothing() throws Exception {
        assertGone("pointsman.ui.enabled");
    }

    @Test
    void aPageIsNotThereWithoutItsEndpoint() throws Exception {
        assertGone("endpoints.pointsman.enabled");
    }

    @Test
    void aPageIsNotThereWithoutAnyEndpoint() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of("endpoints.all.enabled", false))) {
            assertThat(site.page().statusCode()).isEqualTo(404);
        }
    }

    private static void assertGone(String key) throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of(key, false))) {
            for (String place : PLACES) {
                assertThat(site.get(place).statusCode()).as(place).isBetween(400, 404);
            }
            assertThat(site.beans(RouterListener.class)).noneMatch(LiveListener.class::isInstance);
        }
    }

    private static void assertAll(Map<String, Object> properties, int status) throws Exception {
        try (LivePageApp site = LivePageApp.of(properties)) {
            for (String place : PLACES) {
                assertThat(site.get(place).statusCode()).as(place).isEqualTo(status);
            }
        }
    }
}
