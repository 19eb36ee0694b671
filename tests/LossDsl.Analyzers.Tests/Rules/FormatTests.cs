using System.Diagnostics;
using LossDsl.Analyzers.Tests.Harness;
using LossDsl.CodeFixes;
using LossDsl.CodeFixes.Declarations;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>The fixes work in <c>dotnet format</c>, which loads them as an editor does.</summary>
public sealed class FormatTests
{
    private const string Before = """
        using System.ComponentModel.DataAnnotations;
        using LossDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        [DataDict]
        public sealed partial record Batch
        {
            [Tensor("[B, S]")] public required Tensor InputIds { get; init; }
            [Tensor("B", Alignment = TokenAlignment.Current)] public Tensor? Bonus { get; }
            [Extra] public Dictionary<string, object>? Rest { get; init; }
        }

        [LossConfig]
        public sealed partial record Config
        {
            [Range(1, 0)] public double Beta { get; init; }
            [Requires("Bta")] public int? Steps { get; init; }
            [Range(1, 10)] public int Level { get; init; } = 11;
        }

        [LossConfig]
        public sealed partial class Limits
        {
            public int Steps { get; init; } = 10;
        }

        public static class Trainer
        {
            public static void Step(
                NLLLoss loss, Func<Tensor, Tensor> model, Tensor inputIds, Tensor tokenMask, Tensor sampleMask, int count, Optimizer optimizer)
            {
                var batch = new BatchedDataDict<NLLLossDataDict> { ["input_idz"] = inputIds };
                batch["sample_mask"] = new[] { 1f, 0f };
                while (count > 0)
                {
                    foreach (var micro in batch.Microbatches(8))
                    {
                        var (value, _) = loss.Compute(model(inputIds), micro, GlobalNormalization.FromBatch(micro));
                        (value / count).backward();
                    }

                    optimizer.step();
                }

                batch.Bind();
                Console.WriteLine(new MetricsAccumulator<NLLMetrics>().Read()["los"]);
            }

            public static NLLLossDataDict Weigh(NLLLossDataDict data)
            {
                var weighed = data.TokenMask * data.SampleMask;
                var columns = data.TokenMask.sum(0) * (1 - (data.InputIds > 2));
                return data with { SampleMask = data.TokenMask.sum(dim: 0L), TokenMask = weighed * columns };
            }
        }

        public sealed class Optimizer
        {
            public void step()
            {
            }
        }

        """;

    private const string After = """
        using System.ComponentModel.DataAnnotations;
        using LossDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        [DataDict]
        public sealed partial record Batch
        {
            [Tensor("B S")] public required Tensor InputIds { get; init; }
            [Tensor("B")] public Tensor? Bonus { get; init; }
            [Extra] public IReadOnlyDictionary<string, object?>? Rest { get; init; }
        }

        [LossConfig]
        public sealed partial record Config
        {
            [Range(0, 1)] public double Beta { get; init; }
            [Requires(nameof(Beta))] public int? Steps { get; init; }
            [Range(1, 10)] public int Level { get; init; } = 10;
        }

        [LossConfig]
        public sealed partial record Limits
        {
            public int Steps { get; init; } = 10;
        }

        public static class Trainer
        {
            public static void Step(
                NLLLoss loss, Func<Tensor, Tensor> model, Tensor inputIds, Tensor tokenMask, Tensor sampleMask, int count, Optimizer optimizer)
            {
                var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds, ["token_mask"] = tokenMask };
                batch["sample_mask"] = torch.tensor(new[] { 1f, 0f });
                while (count > 0)
                {
                    foreach (var micro in batch.Microbatches(8))
                    {
                        using var scope = NewDisposeScope();
                        var (value, _) = loss.Compute(model(inputIds), micro, GlobalNormalization.FromBatch(batch));
                        value.backward();
                    }

                    optimizer.step();
                }

                batch.Bind();
                Console.WriteLine(new MetricsAccumulator<NLLMetrics>().Read()["loss"]);
            }

            public static NLLLossDataDict Weigh(NLLLossDataDict data)
            {
                var weighed = data.TokenMask * data.SampleMask.unsqueeze(-1);
                var columns = data.TokenMask.sum(dim: 0) * ((data.InputIds > 2).logical_not());
                return data with { SampleMask = data.TokenMask.sum(dim: -1), TokenMask = weighed * columns };
            }
        }

        public sealed class Optimizer
        {
            public void step()
            {
            }
        }

        """;

    private static IEnumerable<string> Fixable => typeof(RuleCodeFixProvider).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
        .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds);

    [Fact]
    public async Task The_sample_needs_every_fix()
    {
        var said = (await Scratchpad.Analyze(Before)).Select(diagnostic => diagnostic.Id).ToHashSet();
        Assert.Equal(Fixable.Order(), Fixable.Where(said.Contains).Order());
    }

    [Fact]
    public async Task Dotnet_format_makes_every_fix()
    {
        var folder = Directory.CreateTempSubdirectory("lossdsl-format-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), Project(AppContext.BaseDirectory));
            await File.WriteAllTextAsync(Path.Combine(folder, "Train.cs"), Before);
            await Dotnet(folder, "restore -v q");
            await Dotnet(folder, $"format analyzers Consumer.csproj --no-restore --severity info --diagnostics {string.Join(' ', Fixable)}");
            Assert.Equal(After, await File.ReadAllTextAsync(Path.Combine(folder, "Train.cs")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Empty(await Scratchpad.Errors(After));
        Assert.Empty((await Scratchpad.Analyze(After)).Select(diagnostic => diagnostic.GetMessage()));
    }

    // References the assemblies themselves instead of the package, so that nothing is downloaded.
    private static string Project(string libraries) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{libraries}LossDsl.dll;{libraries}TorchSharp.dll;{libraries}Microsoft.Extensions.Configuration.Abstractions.dll" />
            <Analyzer Include="{libraries}LossDsl.Generators.dll;{libraries}LossDsl.Analyzers.dll;{libraries}LossDsl.CodeFixes.dll;{libraries}LossDsl.Roslyn.dll;{libraries}YamlDotNet.dll" />
          </ItemGroup>
        </Project>
        """;

    private static async Task Dotnet(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
        Assert.True(process.ExitCode == 0, await output + await error);
    }
}
