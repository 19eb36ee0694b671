using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class DoubledSettingTests() : ConfigFileTest("LDSL4003")
{
    [Fact]
    public Task The_second_is_named_with_the_line_of_the_first() => Says(
        ConfigFile.Json("{\n  \"beta\": 1,\n  \"steps\": 3,\n  \"beta\": 0.5\n}\n"), "(4,3): beta stands twice; first in line 2");

    [Fact]
    public Task A_section_must_stand_once_too() => Says(
        ConfigFile.Yaml("loss: {beta: 1}\nloss: {beta: 0}\n") with { Listed = "SampleConfig@loss" }, "(2,1): loss stands twice; first in line 1");

    [Fact]
    public Task Silent_where_a_key_overrides_a_merged_one() => IsSilent(
        ConfigFile.Yaml("base: &base {beta: 1}\nloss: {<<: *base, beta: 0}\n") with { Listed = "SampleConfig@loss" });
}
