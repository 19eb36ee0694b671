using System.Globalization;
using LossDsl.BuildBenchmarks;

// Measures what the rules and the generator add to the build of a project of many files, of which one in 25 uses LossDsl.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var files = args.Length > 0 ? int.Parse(args[0]) : 1_000;
var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;

using var project = new SampleProject(files);
await project.Prepare();
foreach (var line in await project.ReportAnalyzers())
    Console.WriteLine(line);

Console.WriteLine();
Console.WriteLine($"{files} files, {project.Lines} lines; {rounds} builds each way, in turn; the fastest counts");
Console.WriteLine();
Console.WriteLine("| | Without | With rules and generator | Added |");
Console.WriteLine("|---|---|---|---|");
foreach (var isWarm in new[] { true, false })
{
    var (without, with) = await Measurement.Compare(project, isWarm, rounds);
    var name = isWarm ? "Compiler server, elapsed" : "Fresh compiler, processor time";
    Console.WriteLine($"| {name} | {without:0.00} s | {with:0.00} s | {(with / without) - 1:+0.0 %;-0.0 %} |");
}
