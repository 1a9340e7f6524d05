import { App } from 'aws-cdk-lib';
import { takeIt } from './takeIt.ts';

takeIt(new App());
