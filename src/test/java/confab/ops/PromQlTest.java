package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is asked for is compared with what there is. */
final class PromQlTest {
    @Test
    void whatNodesShowIsNoFault() {
        assertThat(PromQl.faults("confab_ready == 0")).isEmpty();
        assertThat(PromQl.faults(
                        "sum by (pod) (rate(confab_posts_total{outcome=~\"kept|repeated\",pod=\"a\"}[5m])) / 1e3"))
                .isEmpty();
        assertThat(PromQl.faults("sum(rate(confab_posts_total[5m])) without (outcome) > bool 0.5"))
                .isEmpty();
        assertThat(PromQl.faults("histogram_quantile(0.99, sum by (le) (rate(confab_fanout_seconds_bucket[5m])))"))
                .isEmpty();
        assertThat(PromQl.faults("rate(jvm_gc_pause_seconds_sum{instance=~\"$node\"}[$__rate_interval])"))
                .isEmpty();
    }

    @Test
    void aNameThatNoNodeShowsIsFound() {
        assertThat(PromQl.faults("confab_redy == 0")).contains("no metric confab_redy");
        assertThat(PromQl.faults("rate(confab_posts[5m])")).contains("no metric confab_posts");
        assertThat(PromQl.faults("rate(confab_fanout_seconds[5m])")).contains("no metric confab_fanout_seconds");
        assertThat(PromQl.faults("rate(confab_posts_total_bucket[5m])"))
                .contains("no metric confab_posts_total_bucket");
        assertThat(PromQl.faults("jvm_gc_pause_seconds_bucket")).contains("no metric jvm_gc_pause_seconds_bucket");
        assertThat(PromQl.faults("up and confab_ready")).containsExactly("no metric up");
        assertThat(PromQl.faults("{job=\"confab\"}")).contains("a selector without a name");
        assertThat(PromQl.faults("vector(1)")).containsExactly("asks for no metric");
    }

    @Test
    void aLabelThatAMetricHasNotIsFound() {
        assertThat(PromQl.faults("confab_posts_total{result=\"kept\"}"))
                .containsExactly("confab_posts_total has no label result");
        assertThat(PromQl.faults("confab_posts_total{outcome=~\"kept|keptt\"}"))
                .containsExactly("outcome of confab_posts_total is never keptt");
        assertThat(PromQl.faults("sum by (room) (confab_posts_total)"))
                .containsExactly("no metric here has the label room");
        assertThat(PromQl.faults("sum by (le) (confab_fanout_seconds_sum)"))
                .containsExactly("no metric here has the label le");
    }

    @Test
    void whatCannotBeReadIsFound() {
        assertThat(PromQl.faults("confab_ready ; 1")).containsExactly("cannot read  ; ");
    }
}
