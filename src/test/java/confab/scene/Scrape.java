package confab.scene;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node shows to Prometheus.
 *
 * @param types by the metric's name
 * @param helps by the metric's name
 * @param samples by name and labels, as they stand in the text
 */
public record Scrape(Map<String, String> types, Map<String, String> helps, Map<String, Double> samples) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ABOUT = Pattern.compile("# (TYPE|HELP) (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(\\S+?(?:\\{.*\\})?) (\\S+)");

    public static Scrape of(NodeProcess node) {
        URI uri = URI.create("http://127.0.0.1:" + node.managementPort() + "/metrics");
        try {
            return read(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks until it is as wanted. */
    public static Scrape await(NodeProcess node, String what, Predicate<Scrape> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Scrape now = of(node);
        while (!wanted.test(now)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not shown: " + what + "; but " + now.samples());
            }
            now = of(node);
        }
        return now;
    }

    static Scrape read(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> helps = new HashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher about = ABOUT.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (about.matches()) {
                (about.group(1).equals("TYPE") ? types : helps).put(about.group(2), about.group(3));
            } else if (sample.matches()) {
                samples.put(sample.group(1), Double.parseDouble(sample.group(2).replace("+Inf", "Infinity")));
            } else {
                throw new AssertionError("not in Prometheus' format: " + line);
            }
        }
        return new Scrape(types, helps, samples);
    }

    /** @param sample name and labels, as {@code confab_posts_total{outcome="kept"}} */
    public double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new AssertionError("not shown: " + sample);
        }
        return value;
    }

    /** Of all its series. */
    public double sum(String name) {
        return samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
