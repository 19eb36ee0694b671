using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

public sealed class UnknownConfigTests() : ConfigFileTest("LDSL4009")
{
    private const string Twice = """
        namespace A { [LossConfig] public sealed partial record Config { public int X { get; init; } } }
        namespace B { public static partial class Outer { [LossConfig] public sealed partial record Config { public int X { get; init; } } } }
        namespace B { public sealed record Plain; }
        """;

    [Theory]
    [InlineData("SmpleConfig", "(1,1): 'SmpleConfig' is not a type that is marked [LossConfig]; did you mean 'SampleConfig'?")]
    [InlineData("ClipedPGLossConfig", "(1,1): 'ClipedPGLossConfig' is not a type that is marked [LossConfig]; did you mean 'ClippedPGLossConfig'?")]
    [InlineData("Weighting", "(1,1): 'Weighting' is not a type that is marked [LossConfig]")]
    [InlineData("", "(1,1): the LossDslConfig item of this file names no type; set Type=\"the name of a config\"")]
    public Task The_type_must_be_a_config(string type, string message) => Reports(ConfigFile.Yaml("x: 1") with { Listed = type + "@" }, message);

    [Fact]
    public Task There_must_be_one_of_that_name() => Reports(
        ConfigFile.Yaml("x: 1") with { Listed = "Config@", Source = Twice },
        "(1,1): 'Config' is the name of 2 configs: A.Config, B.Outer.Config; name one in full");

    [Theory]
    [InlineData("A.Config")]
    [InlineData("Outer.Config")]
    [InlineData("B.Outer+Config")]
    [InlineData("LossDsl.DPOLossConfig")]
    public Task Silent_where_there_is(string type) => ReportsNothing(ConfigFile.Yaml("x: 1") with { Listed = type + "@", Source = Twice });
}
