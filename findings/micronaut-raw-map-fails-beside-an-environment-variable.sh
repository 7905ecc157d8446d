#!/usr/bin/env bash
# micronaut-inject 4.10.26: a map with raw keys in a @ConfigurationProperties record (@MapFormat(keyFormat = RAW)) that is
# not configured is empty, unless some environment variable begins with the letter of the prefix (here ZED, prefix "zoo") and
# no other property does: then creating the bean fails with a NullPointerException.
#
# Behaviour seen: raw keys: {} without such a variable, NullPointerException with it, {} with it and a property "zebra";
# default keys: {} each time. Exits non-zero when that changes.
set -euo pipefail
version=4.10.26
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/main/java/finding"
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
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-inject</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId><artifactId>maven-compiler-plugin</artifactId><version>3.15.0</version>
        <configuration>
          <annotationProcessorPaths>
            <path><groupId>io.micronaut</groupId><artifactId>micronaut-inject-java</artifactId><version>$version</version></path>
          </annotationProcessorPaths>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
POM
cat > "$dir/src/main/java/finding/Finding.java" <<'JAVA'
package finding;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;

public class Finding {
    @ConfigurationProperties("zoo")
    public record Raw(@MapFormat(keyFormat = StringConvention.RAW) @Nullable Map<String, String> animals) {}

    @ConfigurationProperties("zoo")
    public record Plain(@Nullable Map<String, String> animals) {}

    public static void main(String[] args) {
        String rawAlone = bound(Map.of("app.name", 1), Raw.class);
        String rawBeside = bound(Map.of("app.name", 1, "zebra", 1), Raw.class);
        String plainAlone = bound(Map.of("app.name", 1), Plain.class);
        String plainBeside = bound(Map.of("app.name", 1, "zebra", 1), Plain.class);
        System.out.println("raw keys: " + rawAlone + "; with a property of the same letter: " + rawBeside);
        System.out.println("default keys: " + plainAlone + "; with a property of the same letter: " + plainBeside);
        boolean asSeen = rawAlone.equals(args[0])
                && rawBeside.equals("{}")
                && plainAlone.equals("{}")
                && plainBeside.equals("{}");
        System.exit(asSeen ? 0 : 1);
    }

    private static String bound(Map<String, Object> properties, Class<?> type) {
        try (ApplicationContext context = ApplicationContext.run(properties)) {
            Object bean = context.getBean(type);
            Object animals = bean instanceof Raw raw ? raw.animals() : ((Plain) bean).animals();
            return String.valueOf(animals);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getSimpleName();
        }
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
"$mvn" -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath
java=$(command -v java)
env -i OTHER=1 "$java" -cp "target/classes:$(cat classpath)" finding.Finding "{}"
env -i ZED=1 "$java" -cp "target/classes:$(cat classpath)" finding.Finding NullPointerException
