package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The feed over real sockets. */
class LiveEventsOverHttpTest {
    private static final int PAGES = 50;
    private static final int DEAF = 5;
    private static final int TICKS = 20_000;

    @Test
    void manyPagesReadTheSame() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of())) {
            List<BufferedReader> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                HttpResponse<InputStream> feed = site.feed();
                assertThat(feed.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
                assertThat(feed.headers().firstValue("cache-control")).hasValue("no-store");
                pages.add(new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8)));
            }
            assertThat(site.bean(LiveBroadcaster.class).readers()).isEqualTo(PAGES);
            for (BufferedReader page : pages) {
                assertThat(page.readLine()).isEqualTo("event: history");
                assertThat(page.readLine()).startsWith("data: {\"instance\":\"");
                assertThat(page.readLine()).isEmpty();
                assertThat(page.readLine()).isEqualTo("event: tick");
                assertThat(page.readLine()).contains("\"pools\":[{\"name\":\"chat\"");
                page.close();
            }
        }
    }

    @Test
    void onePageTooManyIsToldSo() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of("pointsman.ui.readers", 1))) {
            try (InputStream first = site.feed().body()) {
                assertThat(first.read()).isEqualTo('e');
                assertThat(site.feed().statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    @Timeout(60)
    void pagesThatReadNothingAreLetGoAndHoldUpNobody() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of())) {
            LiveBroadcaster feed = site.bean(LiveBroadcaster.class);
            List<Socket> deaf = new ArrayList<>();
            try (InputStream live = site.feed().body()) {
                for (int i = 0; i < DEAF; i++) {
                    deaf.add(site.deaf());
                }
                while (feed.readers() < DEAF + 1) {
                    Thread.onSpinWait();
                }
                int ticks = 0;
                while (feed.readers() > 1 && ticks < TICKS) {
                    feed.tick();
                    readEvent(live); // this page keeps up
                    ticks++;
                }
                assertThat(feed.readers()).as("after %d ticks", ticks).isEqualTo(1);
            } finally {
                for (Socket socket : deaf) {
                    socket.close();
                }
            }
        }
    }

    /** Up to the empty line that ends an event, and whatever has come besides. */
    private static void readEvent(InputStream feed) throws IOException {
        int lineEnds = 0;
        while (lineEnds < 2) {
            int next = feed.read();
            assertThat(next).as("the feed goes on").isNotNegative();
            lineEnds = next == '\n' ? lineEnds + 1 : 0;
        }
        feed.skipNBytes(feed.available());
    }
}
