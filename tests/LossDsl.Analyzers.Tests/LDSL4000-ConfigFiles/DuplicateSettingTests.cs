using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class DuplicateSettingTests() : ConfigFileTest("LDSL4003")
{
    [Fact]
    public Task The_second_is_named_with_the_line_of_the_first() => Reports(
        ConfigFile.Json("{\n  \"beta\": 1,\n  \"steps\": 3,\n  \"beta\": 0.5\n}\n"), "(4,3): beta is specified twice; first on line 2");

    [Fact]
    public Task A_section_must_stand_once_too() => Reports(
        ConfigFile.Yaml("loss: {beta: 1}\nloss: {beta: 0}\n") with { Listed = "SampleConfig@loss" }, "(2,1): loss is specified twice; first on line 1");

    [Fact]
    public Task Silent_where_a_key_overrides_a_merged_one() => ReportsNothing(
        ConfigFile.Yaml("base: &base {beta: 1}\nloss: {<<: *base, beta: 0}\n") with { Listed = "SampleConfig@loss" });

    [Theory]
    // In a merged mapping, in one of a list, in one that is merged indirectly, and in one whose keys the section overrides.
    [InlineData("base: &base\n  beta: 1\n  steps: 3\n  beta: 2\nloss:\n  <<: *base\n", "(4,3): beta is specified twice; first on line 2")]
    [InlineData("a: &a {beta: 1}\nb: &b {steps: 3, steps: 4}\nloss: {<<: [*a, *b]}\n", "(2,18): steps is specified twice; first on line 2")]
    [InlineData("a: &a {beta: 1, beta: 2}\nb: &b {<<: *a}\nloss: {<<: *b}\n", "(1,17): beta is specified twice; first on line 1")]
    [InlineData("a: &a {beta: 1, beta: 2}\nloss: {beta: 3, <<: *a}\n", "(1,17): beta is specified twice; first on line 1")]
    [InlineData("a: &a {beta: 1, beta: 2}\nloss: {<<: [*a, *a]}\n", "(1,17): beta is specified twice; first on line 1")]
    // In the mapping itself, before and after the merge.
    [InlineData("a: &a {steps: 3}\nloss: {beta: 1, beta: 2, <<: *a}\n", "(2,17): beta is specified twice; first on line 2")]
    [InlineData("a: &a {steps: 3}\nloss: {<<: *a, beta: 1, beta: 2}\n", "(2,25): beta is specified twice; first on line 2")]
    [InlineData("a: &a {beta: 1}\nb: &b {steps: 3}\nloss:\n  <<: *a\n  <<: *b\n",
        "(5,3): << is specified twice; first on line 4; a list merges several mappings: <<: [*a, *b]")]
    // On the path to the section.
    [InlineData("a: &a {loss: {beta: 1}, loss: {beta: 2}}\n<<: *a\n", "(1,25): loss is specified twice; first on line 1")]
    public Task Merged_mappings_are_looked_at_too(string yaml, string message) =>
        Reports(ConfigFile.Yaml(yaml) with { Listed = "SampleConfig@loss" }, message);

    // The rest of a file is for other programs.
    [Fact]
    public Task Silent_about_other_parts_of_the_file() => ReportsNothing(
        ConfigFile.Yaml("policy: {lr: 1, lr: 2}\nbase: &unused {beta: 1, beta: 2}\nloss: {beta: 0}\n") with { Listed = "SampleConfig@loss" });

    [Fact]
    public Task Silent_where_mappings_of_a_list_share_keys() => ReportsNothing(
        ConfigFile.Yaml("a: &a {beta: 1}\nb: &b {beta: 0}\nloss: {<<: [*a, *b]}\n") with { Listed = "SampleConfig@loss" });
}
