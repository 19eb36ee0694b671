using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class MissingSettingTests() : ConfigFileTest("LDSL4002")
{
    [Fact]
    public Task A_required_key_is_missed_where_its_section_begins() => Reports(
        ConfigFile.Yaml("policy: {}\nloss:\n  steps: 3\n") with { Listed = "SampleConfig@loss" }, "(2,1): beta is missing; it is required");

    [Fact]
    public Task Of_a_library_as_well() => Reports(
        ConfigFile.Json("""{ "preference_loss_weight": 1, "sft_loss_weight": 0, "sft_average_log_probs": true }""") with { Listed = "DPOLossConfig@" },
        "(1,1): preference_average_log_probs is missing; it is required",
        "(1,1): reference_policy_kl_penalty is missing; it is required");

    [Theory]
    [InlineData("beta: 0\n")]
    [InlineData("beta: null\n")]
    public Task Silent_where_it_is_there(string yaml) => ReportsNothing(ConfigFile.Yaml(yaml));
}
