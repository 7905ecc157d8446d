#!/usr/bin/env bash
# micronaut-http-client 4.10.26: a client bean that is created with a configuration and without a load balancer is the
# application's shared default client; the configuration is ignored. With a fixed load balancer it is kept.
#
# Behaviour seen: HttpClient.class created with "configuration" (follow-redirects false) and a null "loadBalancer" follows
# a redirect; with LoadBalancer.fixed(...) it does not. Exits non-zero when that changes.
set -euo pipefail
version=4.10.26
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/main/java"
cat > "$dir/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-http-client</artifactId><version>$version</version></dependency>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-jackson-databind</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/Finding.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.LoadBalancer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

public class Finding {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", "/to");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/to", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        boolean asSeen;
        try (ApplicationContext context = ApplicationContext.run()) {
            int without = status(context, null, url);
            int with = status(context, LoadBalancer.fixed(url), url);
            System.out.println("follow-redirects: false, no load balancer:    " + without);
            System.out.println("follow-redirects: false, fixed load balancer: " + with);
            asSeen = without == 200 && with == 302;
        }
        server.stop(0);
        System.exit(asSeen ? 0 : 1);
    }

    private static int status(ApplicationContext context, LoadBalancer balancer, URI url) {
        DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setFollowRedirects(false);
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("configuration", configuration);
        arguments.put("loadBalancer", balancer);
        HttpClient client = context.createBean(HttpClient.class, arguments);
        HttpResponse<?> response = client.toBlocking().exchange(HttpRequest.GET(url.resolve("/from")));
        return response.code();
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath
java -cp "target/classes:$(cat classpath)" Finding
